socket.on('execution:log', (data) => {
  console.log('Execution log:', data);
  // data: {
  //   executionId: 'uuid',
  //   message: 'Test started...',
  //   level: 'info' | 'warn' | 'error'
  // }
});
