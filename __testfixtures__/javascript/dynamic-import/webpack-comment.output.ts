const lazy = import(/* webpackChunkName: "api" */ '@/services/api');
