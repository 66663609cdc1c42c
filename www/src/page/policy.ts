/** The elements of the policy tab of the tiers: loaded when it is first shown. */
export {};
