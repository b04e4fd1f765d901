socket.on('recording:complete', (data) => {
  console.log('Recording complete:', data);
  // data: {
  //   testFlowId: 'uuid',
  //   executionId: 'uuid',
  //   success: true,
  //   code: 'import { test } ...',
  //   message: 'Optional error message'
  // }
});
