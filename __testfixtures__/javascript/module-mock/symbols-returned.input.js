jest.mock('@/lib/ws', () => {
  const Manager = jest.fn();
  return { Manager };
});
