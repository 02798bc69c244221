jest.mock('@/legacy/socket', () => ({ OldManager: jest.fn(), OTHER: 'x' }));
