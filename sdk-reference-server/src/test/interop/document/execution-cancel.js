socket.emit('execution:cancel', {
  executionId: 'uuid'
});
