const lazy = import(/* webpackChunkName: "api" */ './src/services/api');
