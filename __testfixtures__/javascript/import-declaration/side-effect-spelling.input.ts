import './src/services/api';
