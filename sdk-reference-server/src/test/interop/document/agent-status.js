socket.on('agent:status', (data) => {
  console.log('Agent status:', data);
  // data: {
  //   agentId: 'uuid',
  //   status: 'online' | 'offline' | 'busy'
  // }
});
