// The suite's version wins for every part of Jackson that Drover brings.
def lines = new File(basedir, 'target/class-path.txt').readLines()
def jackson = lines.findAll { it =~ /com\.fasterxml\.jackson/ }

assert jackson.size() == 3
assert jackson.every { it.contains(':2.15.4:') }
