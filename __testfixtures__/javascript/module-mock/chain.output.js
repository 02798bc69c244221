jest.mock('@/services/api').mock('@/services/store');
jest.doMock('@/services/api', () => ({}), { virtual: true });
