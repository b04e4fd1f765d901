package dev.drover.backend;

import java.util.Map;

/**
 * What a VM is ({@code system_info_response}, and part of {@code status_response}). What it does
 * not tell is empty.
 *
 * @param hostname its host name
 * @param system its operating system, such as {@code Linux}
 * @param platform system, version and processor in one
 * @param runtimeVersion what its agent runs on: {@code java_version}, {@code python_version} or any
 *     other {@code …_version}
 * @param workingDirectory where commands start that do not say otherwise
 * @param raw everything it told, as JSON has it: strings, numbers, booleans, lists, maps, null
 */
public record SystemInfo(
    String hostname,
    String system,
    String platform,
    String runtimeVersion,
    String workingDirectory,
    Map<String, Object> raw)
    implements BackendReply {

  /** Host name, platform and runtime. */
  @Override
  public String toString() {
    return "SystemInfo[%s, %s, runtime %s]".formatted(hostname, platform, runtimeVersion);
  }
}
