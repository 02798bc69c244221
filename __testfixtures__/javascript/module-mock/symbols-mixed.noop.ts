jest.mock('@/lib/ws', () => ({ Manager: 1, other: 2 }));
