async function f() {
  const { Manager, other } = await import('@/lib/ws');
}
