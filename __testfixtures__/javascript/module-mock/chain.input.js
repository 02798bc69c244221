jest.mock('./src/services/api').mock('./src/services/store/index');
jest.doMock('./src/services/api', () => ({}), { virtual: true });
