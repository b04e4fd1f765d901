socket.on('error', (data) => {
  console.error('Error:', data);
  // data: {
  //   message: 'Error message',
  //   executionId?: 'uuid'
  // }
});
