jest.mock('ws');
jest.mock('./services/api');
