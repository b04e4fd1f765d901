socket.emit('recording:cancel', {
  testFlowId: 'uuid',
  executionId: 'uuid'
});
