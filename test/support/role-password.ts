/** The password of a service's role on the database server of the tests. */
export function rolePassword(service: string): string {
  return `a password of ${service} for tests`;
}
