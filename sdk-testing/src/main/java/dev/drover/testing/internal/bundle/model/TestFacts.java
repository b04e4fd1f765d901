package dev.drover.testing.internal.bundle.model;

import java.util.List;
import java.util.Map;

/**
 * Everything that is known of a test.
 *
 * @param summary the test and how it ended
 * @param failures what was thrown, first to last
 * @param screens what the VMs showed
 * @param commands what was asked of the VMs
 * @param film the last frames of previews
 * @param states what the VMs told of themselves
 * @param connections what happened to connections
 * @param journal what the server saw
 * @param environment where it ran
 * @param notes what others have to say
 * @param trouble what could not be found out
 */
public record TestFacts(
    TestSummary summary,
    List<FailureSeen> failures,
    List<Picture> screens,
    CommandLog commands,
    List<Picture> film,
    List<HistoryEntry> states,
    List<HistoryEntry> connections,
    JournalExcerpt journal,
    Map<String, String> environment,
    List<String> notes,
    List<String> trouble) {}
