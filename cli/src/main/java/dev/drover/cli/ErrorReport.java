package dev.drover.cli;

import dev.drover.ConnectionException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into a line on stderr and an exit code. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Main main;

  ErrorReport(Main main) {
    this.main = main;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("drover: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    trace(e, err);
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    if (e instanceof IllegalArgumentException wrong) {
      return handleParseException(
          new ParameterException(line, String.valueOf(wrong.getMessage()), wrong), new String[0]);
    }
    PrintWriter err = line.getErr();
    err.println("drover: " + words(e));
    trace(e, err);
    return exitCode(e);
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof ConnectionException) {
      return ExitCodes.CANNOT_CONNECT;
    }
    return failure instanceof RequestTimeoutException ? ExitCodes.TIMEOUT : ExitCodes.FAILED;
  }

  private static String words(Exception e) {
    String words = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!(e instanceof RemoteException remote)) {
      return words;
    }
    return switch (remote.code().orElse("")) {
      case ErrorCodes.VM_NOT_FOUND -> words + "; 'drover vms' lists those that are connected";
      case ErrorCodes.NO_VM_AVAILABLE ->
          words + "; 'drover vms' shows what is assigned, 'drover release' gives it back";
      default -> words;
    };
  }

  private void trace(Exception e, PrintWriter err) {
    if (main.isVerbose()) {
      e.printStackTrace(err);
    }
    err.flush();
  }
}
