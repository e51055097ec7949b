/** Where the journal's database keeps what belongs to a team beside the connection itself; it goes when the user leaves. */
export const places = {
  /** What waits to be shared. */
  orders: 'bucketOrders',
  /** What is known of planned purchases. */
  purchases: 'purchases',
} as const;
