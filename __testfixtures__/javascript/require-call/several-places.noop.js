foo(({ Manager, other }) => 1, require('./src/lib/ws'));
