import settings from './src/settings.json' with { type: 'json' };
