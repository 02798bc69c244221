export default {
  testEnvironment: 'node',
  // Most tests wait for other processes.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  globalSetup: '<rootDir>/test/support/make-state-folder.mjs',
  globalTeardown: '<rootDir>/test/support/remove-state-folder.mjs',
  setupFiles: ['<rootDir>/test/support/environment.ts'],
  testTimeout: 120_000,
  transform: {
    '^.+\\.ts$': [
      'babel-jest',
      {
        babelrc: false,
        configFile: false,
        presets: [['@babel/preset-typescript', { onlyRemoveTypeImports: true, rewriteImportExtensions: false }]],
      },
    ],
  },
};
