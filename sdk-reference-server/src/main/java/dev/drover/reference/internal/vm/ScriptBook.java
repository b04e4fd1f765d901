package dev.drover.reference.internal.vm;

import dev.drover.reference.CommandScript;
import dev.drover.reference.ScriptedVm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The scripts of one VM, newest first. Safe for any thread. */
final class ScriptBook {

  private final ScriptedVm vm;
  private final List<Entry> entries = new ArrayList<>();

  ScriptBook(ScriptedVm vm) {
    this.vm = vm;
  }

  CommandScript add(String description, Predicate<String> condition) {
    return new Entry(description, condition);
  }

  /** The newest script that fits. */
  synchronized Optional<Script> find(String command) {
    return entries.stream()
        .filter(entry -> entry.condition.test(command))
        .findFirst()
        .map(entry -> entry.script);
  }

  /** What is scripted, for people to read. */
  synchronized String contents() {
    return entries.isEmpty()
        ? "nothing"
        : entries.stream().map(entry -> entry.description).collect(Collectors.joining(", "));
  }

  private synchronized void put(Entry entry, Script script) {
    entry.script = script;
    if (!entries.contains(entry)) {
      entries.add(0, entry);
    }
  }

  /** A script being written; in force once it says anything about the answer. */
  private final class Entry implements CommandScript {

    private final String description;
    private final Predicate<String> condition;
    private Script script = new Script(Duration.ZERO, List.of(), new Script.Exit(0));

    Entry(String description, Predicate<String> condition) {
      this.description = description;
      this.condition = condition;
    }

    @Override
    public CommandScript delay(Duration time) {
      synchronized (ScriptBook.this) {
        script = new Script(time, script.pieces(), script.end());
      }
      return this;
    }

    @Override
    public CommandScript stream(String... pieces) {
      put(this, new Script(script.delay(), List.of(pieces), new Script.Exit(0)));
      return this;
    }

    @Override
    public ScriptedVm reply(String output, int exitCode) {
      List<String> pieces = output.isEmpty() ? List.of() : List.of(output);
      put(this, new Script(script.delay(), pieces, new Script.Exit(exitCode)));
      return vm;
    }

    @Override
    public ScriptedVm exit(int exitCode) {
      return end(new Script.Exit(exitCode));
    }

    @Override
    public ScriptedVm error(String code, String message) {
      return end(new Script.Failure(code, message));
    }

    @Override
    public ScriptedVm silence() {
      return end(new Script.Never());
    }

    private ScriptedVm end(Script.End end) {
      put(this, new Script(script.delay(), script.pieces(), end));
      return vm;
    }
  }
}
