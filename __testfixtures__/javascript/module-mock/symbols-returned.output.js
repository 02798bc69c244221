jest.mock('@/services/ws', () => {
  const Manager = jest.fn();
  return { WebSocketManager: Manager };
});
