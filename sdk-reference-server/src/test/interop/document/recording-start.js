socket.emit('recording:start', {
  testFlowId: 'uuid',
  executionId: 'uuid',
  url: 'https://example.com',
  language: 'typescript',
  config: {
    viewport: { width: 1280, height: 720 },
    device: 'Desktop Chrome'
  }
});
