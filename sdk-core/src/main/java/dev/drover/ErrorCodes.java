package dev.drover;

/**
 * The codes of errors that Drover's own servers and agents send, as {@link RemoteException#code()}
 * gives them. Other programs may send others, or none.
 */
public final class ErrorCodes {

  /** The message is not JSON, no object, or has a field of the wrong type. */
  public static final String BAD_MESSAGE = "BAD_MESSAGE";

  /** The message's type is not known, or not allowed to this role. */
  public static final String UNKNOWN_TYPE = "UNKNOWN_TYPE";

  /** The first message is not a valid registration. */
  public static final String NOT_REGISTERED = "NOT_REGISTERED";

  /** No VM with that id is connected. */
  public static final String VM_NOT_FOUND = "VM_NOT_FOUND";

  /** The VM's connection was lost before it answered, and it did not come back in time. */
  public static final String VM_LOST = "VM_LOST";

  /** The VM did not answer in the time that the server gives it. */
  public static final String VM_SILENT = "VM_SILENT";

  /** No VM is free, and none can be started; that changes when somebody gives one back. */
  public static final String NO_VM_AVAILABLE = "NO_VM_AVAILABLE";

  /** No VM is as is wished for, and none such can be started; waiting does not help. */
  public static final String NO_MATCHING_VM = "NO_MATCHING_VM";

  /** Another run has a VM for that test case. */
  public static final String TEST_CASE_LEASED = "TEST_CASE_LEASED";

  /** No VM is assigned to that test case. */
  public static final String UNKNOWN_TEST_CASE = "UNKNOWN_TEST_CASE";

  /** The command is empty, or cannot be started as asked (its working directory, for one). */
  public static final String BAD_COMMAND = "BAD_COMMAND";

  /** The agent's policy refuses the command. */
  public static final String COMMAND_REFUSED = "COMMAND_REFUSED";

  /** The agent runs as many commands as it may. */
  public static final String BUSY = "BUSY";

  /** The command ran longer than its timeout and was stopped. */
  public static final String COMMAND_TIMEOUT = "COMMAND_TIMEOUT";

  /** The agent knows no command with that id, or knows it no longer. */
  public static final String UNKNOWN_COMMAND = "UNKNOWN_COMMAND";

  /** The agent knows a command with that id already. */
  public static final String DUPLICATE_COMMAND_ID = "DUPLICATE_COMMAND_ID";

  /** No screenshot can be taken. */
  public static final String SCREENSHOT_FAILED = "SCREENSHOT_FAILED";

  private ErrorCodes() {}
}
