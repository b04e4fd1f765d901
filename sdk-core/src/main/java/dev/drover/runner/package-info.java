/**
 * Recording flows and running test code on agents ({@code runner-socketio.md}, Socket.IO).
 *
 * <p>{@link dev.drover.runner.RunnerClient} asks for it and follows it, {@link
 * dev.drover.runner.RunnerAgent} does it, with an {@link dev.drover.runner.ExecutionHandler} and a
 * {@link dev.drover.runner.RecordingHandler}; ready-made ones start a process. Both speak with
 * servers and clients of npm's {@code socket.io}.
 */
@NullMarked
package dev.drover.runner;

import org.jspecify.annotations.NullMarked;
