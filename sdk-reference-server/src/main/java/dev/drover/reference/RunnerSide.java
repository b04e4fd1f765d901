package dev.drover.reference;

import dev.drover.internal.socketio.SocketPacket;
import dev.drover.reference.internal.engineio.EngineOptions;
import dev.drover.reference.internal.engineio.EngineServer;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import dev.drover.reference.internal.runner.RunnerServer;
import dev.drover.reference.internal.socketio.SocketServer;

/** The runner's protocols, one on the other, under one lock. */
final class RunnerSide implements AutoCloseable {

  private final RunnerServer runner;
  private final EngineServer engine;

  RunnerSide(ServerOptions options, PeerIds ids, RecordingJournal journal) {
    Object lock = new Object();
    RunnerOptions own = options.runner();
    runner = new RunnerServer(lock, own, options.clock());
    int most = options.maxFrameBytes();
    SocketServer sockets =
        new SocketServer(lock, options.registrationTimeout(), most).with(SocketPacket.ROOT, runner);
    EngineOptions beat =
        new EngineOptions(own.pingInterval(), own.pingTimeout(), most, options.maxQueuedBytes());
    engine = new EngineServer(lock, beat, sockets, ids, journal);
  }

  Runner runner() {
    return runner;
  }

  EngineServer engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
  }
}
