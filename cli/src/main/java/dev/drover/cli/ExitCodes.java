package dev.drover.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the process ends with. Numbers that shells and {@code sysexits.h} use already. */
final class ExitCodes {

  static final int OK = 0;
  static final int NOT_SUCCEEDED = 1;
  static final int USAGE = 2;
  static final int CANNOT_CONNECT = 69;
  static final int FAILED = 70;
  static final int TIMEOUT = 124;
  static final int INTERRUPTED = 130;

  /** As if the program had died of SIGPIPE. */
  static final int NOBODY_READS = 141;

  private ExitCodes() {}

  /** For {@code --help}. */
  static Map<String, String> described() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" 0", "success");
    codes.put(" *", "exec, send, shell, run: the exit code of what ran on the VM or agent");
    codes.put(" 1", "watch: the execution did not succeed");
    codes.put(" 2", "wrong usage");
    codes.put(" 69", "no connection to the server, or it was lost for good");
    codes.put(" 70", "anything else that failed");
    codes.put("124", "no answer in time; exec, send: the command was stopped by its timeout");
    codes.put("130", "interrupted with Ctrl-C (128 + the signal's number for other signals)");
    codes.put("141", "exec: nobody reads the output any longer");
    return codes;
  }
}
