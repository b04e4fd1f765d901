socket.on('connect', () => {
  console.log('Connected to server');
});
