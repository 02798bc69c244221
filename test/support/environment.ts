/** Tests write nothing outside of their own folders. */
process.env['NODE_DISABLE_COMPILE_CACHE'] = '1';
