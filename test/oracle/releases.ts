/** Releases oldest first, so that "newest" is a place in a list and nobody has to compare versions. */
export const releases = {
  rpm: [
    '3.8.13-118.el6uek.x86_64',
    '4.1.12-9.el6uek.x86_64',
    '4.1.12-124.3.el6uek.x86_64',
    '4.1.12-124.24.el6uek.x86_64',
    '4.10.1-1.el6uek.x86_64',
  ],
  deb: [
    '5.4.0-9-generic #99-Ubuntu SMP Mon Oct 30 20:42:41 UTC 2023',
    '5.4.0-89-generic #9-Ubuntu SMP Mon Oct 30 20:42:41 UTC 2023',
    '5.4.0-89-generic #10-Ubuntu SMP Tue Nov 7 10:00:00 UTC 2023',
    '5.4.0-100-generic #7-Ubuntu SMP Tue Nov 7 10:00:00 UTC 2023',
    '5.15.0-89-generic #1-Ubuntu SMP Tue Nov 7 10:00:00 UTC 2023',
  ],
} as const satisfies Record<'rpm' | 'deb', readonly string[]>;
