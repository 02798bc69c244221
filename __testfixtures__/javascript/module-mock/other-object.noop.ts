thing.mock('./src/services/api');
jest.fn('./src/services/api');
mock('./src/services/api');
