socket.on('recording:ready', (data) => {
  console.log('Recording ready:', data);
  // data: { testFlowId: 'uuid', executionId: 'uuid' }
});
