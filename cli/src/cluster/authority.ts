// The certificate library asks for it before it is loaded itself.
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** A certificate with its private key, both as PEM text. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a certificate is for. */
export interface Subject {
  /** Its DNS name, the only one. */
  readonly name: string;
  /** Addresses at which clients look for it that know no name; default: none. */
  readonly addresses?: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

// Elliptic curve P-256: every TLS library takes it.
const KEY = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNATURE = { ...KEY, hash: "SHA-256" } as const;
const AUTHORITY = "CN=Argosy";

/** A new authority, which signs certificates and nothing else. */
export async function createAuthority(from: Date, until: Date): Promise<Certified> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: AUTHORITY,
      notBefore: from,
      notAfter: until,
      keys,
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      ],
    },
    webcrypto,
  );
  return { certificate: certificate.toString("pem"), key: await privatePem(keys) };
}

/** A certificate that serves for both ends of a connection. */
export async function issueCertificate(authority: Certified, { name, addresses = [], from, until }: Subject): Promise<Certified> {
  const keys = await newKeys();
  const names = [{ type: "dns" as const, value: name }, ...addresses.map((value) => ({ type: "ip" as const, value }))];
  const certificate = await X509CertificateGenerator.create(
    {
      subject: `CN=${name}`,
      issuer: new X509Certificate(authority.certificate).subject,
      notBefore: from,
      notAfter: until,
      publicKey: keys.publicKey,
      signingKey: await privateKeyOf(authority.key),
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension(names),
      ],
    },
    webcrypto,
  );
  return { certificate: certificate.toString("pem"), key: await privatePem(keys) };
}

/** When a certificate, PEM text, ends. */
export function endOf(certificate: string): Date {
  return new X509Certificate(certificate).notAfter;
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ["sign", "verify"]);
}

async function privatePem({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", privateKey), PemConverter.PrivateKeyTag);
}

async function privateKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey("pkcs8", PemConverter.decodeFirst(pem), KEY, false, ["sign"]);
}
