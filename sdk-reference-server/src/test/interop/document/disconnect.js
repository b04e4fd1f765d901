socket.on('disconnect', () => {
  console.log('Disconnected from server');
});
