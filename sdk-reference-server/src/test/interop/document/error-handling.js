socket.on('connect_error', (error) => {
  console.error('Connection error:', error.message);
  // Handle authentication errors, network issues, etc.
});

socket.on('error', (data) => {
  console.error('Server error:', data.message);
  // Handle application errors
});
