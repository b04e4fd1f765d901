socket.emit('execution:start', {
  executionId: 'uuid',
  target: 'local',
  code: 'import { test } from "@playwright/test";...'
});
