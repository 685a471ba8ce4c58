// Preloaded into the processes of the bench: leaves the CPU time of this process, user and system, in milliseconds.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.CCCC_BENCH_CPU, String((user + system) / 1000));
});
