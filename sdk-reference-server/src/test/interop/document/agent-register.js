socket.emit('agent:register', {
  name: 'My Local Agent',
  systemInfo: {
    platform: 'darwin',
    arch: 'arm64',
    nodeVersion: 'v20.0.0',
    playwrightVersion: '1.44.0'
  }
});
