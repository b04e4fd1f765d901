package dev.drover.reference.internal.web;

import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;

/** What all connections of one server share. */
record ServerContext(
    ServerOptions options,
    Routes routes,
    RecordingJournal journal,
    FaultRules faults,
    PeerIds ids,
    Connections connections) {}
