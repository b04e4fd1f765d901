socket.emit('agent:heartbeat');
