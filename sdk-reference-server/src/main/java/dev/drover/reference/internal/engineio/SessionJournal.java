package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.internal.journal.RecordingJournal;

/** What the server's journal hears of sessions: messages, not the beat below them. */
record SessionJournal(RecordingJournal journal, EngineProtocol protocol) {

  void note(PeerInfo peer, Kind kind, EnginePacket message) {
    journal.record(peer, kind, protocol.journaled(message), protocol.typeOf(message));
  }

  void note(PeerInfo peer, Kind kind, String text) {
    journal.record(peer, kind, text);
  }
}
