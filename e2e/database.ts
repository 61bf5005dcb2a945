// A database of one's own on the PostgreSQL server that the environment names.

import { randomBytes } from "node:crypto";

import { Client } from "pg";

/** Where `cargo xtask test` says that the server is. */
export const postgres = process.env.FALLIBLE_TEST_POSTGRES;

/** Makes an empty database; `drop` takes it away, whoever is still connected. */
export async function makeDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  if (!postgres) throw new Error("FALLIBLE_TEST_POSTGRES names no server");
  const name = `fallible_e2e_${randomBytes(6).toString("hex")}`;
  await ask(postgres, `create database ${name}`);
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => ask(postgres, `drop database ${name} with (force)`),
  };
}

async function ask(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
