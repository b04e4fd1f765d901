// What core brings; Netty and PDFBox are inside, and in no dependency.
def expected = [
  'drover-reference-server', 'drover-core', 'Java-WebSocket', 'jackson-annotations', 'jackson-core',
  'jackson-databind', 'slf4j-api'
] as Set

def lines = new File(basedir, 'target/class-path.txt').readLines()
def found = lines.findAll { it =~ /:jar:/ }.collect { it.trim().split(':')[1] } as Set

assert found == expected
