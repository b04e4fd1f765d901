socket.on('execution:complete', (data) => {
  console.log('Execution complete:', data);
  // data: {
  //   executionId: 'uuid',
  //   exitCode: 0,
  //   duration: 2500
  // }
});
