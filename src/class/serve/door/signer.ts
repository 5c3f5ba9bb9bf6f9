import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const KEY_BYTES = 32;
/** 128 bits. */
const TOKEN_BYTES = 16;
/** Crockford's base 32: no letter in it is taken for another one. https://www.crockford.com/base32.html */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 50 bits. */
const CODE_LETTERS = 10;

/** A key for a {@link Signer}. */
export const newKey = (): string => randomBytes(KEY_BYTES).toString("base64url");

/** Makes what lets people in: signatures of what they are for, by one secret key. Nothing of it must be kept. */
export class Signer {
  readonly #key: Buffer;

  /** @param key as {@link newKey} makes it */
  constructor(key: string) {
    this.#key = Buffer.from(key, "base64url");
  }

  /** A secret of 128 bits, for a link or a cookie. @param of what it is for */
  token(...of: readonly unknown[]): string {
    return this.#signed(of).subarray(0, TOKEN_BYTES).toString("base64url");
  }

  /** A secret of 50 bits, for people to type. @param of what it is for */
  code(...of: readonly unknown[]): string {
    const bits = this.#signed(["code", ...of]).readBigUInt64BE();
    return Array.from({ length: CODE_LETTERS }, (_, at) => LETTERS[Number((bits >> BigInt(5 * at)) & 31n)]).join("");
  }

  #signed(of: readonly unknown[]): Buffer {
    return createHmac("sha256", this.#key).update(JSON.stringify(of)).digest();
  }
}

/** Compares two secrets in a time that does not depend on where they differ. */
export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** A code as it is compared: people type small letters, blanks, and letters that look like digits. */
export const plainCode = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
