import config from './jest.config.js';

/** The suites that start no other program and take hardly any time: together less than half a minute on two cores. */
export default {
  ...config,
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/(?:docs|e2e|engine|jscodeshift|native|oracle|parse|properties|schema|scripts)/',
    '/test/(?:carriers/documents|check/forms|config/map-forms|config/search-folders|interface/signatures)\\.test\\.ts$',
    '/test/(?:fixtures|model/range|report/finding-formats|report/html/page|report/markdown)\\.test\\.ts$',
    '/test/resolve/(?:javascript/circular-exports|python/order-of-questions)\\.test\\.ts$',
  ],
};
