import { UBUNTU } from "../host.ts";

/** Canonical's account, which alone makes Ubuntu's own images (https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/). */
const CANONICAL = "099720109477";

/** The names of Canonical's images begin with this; the day of the build follows. */
const NAME = "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-";

/** A query for images. */
export interface ImageQuery {
  /** Account ids; without any, images of all accounts. */
  owners?: string[];
  filters: { name: string; values: string[] }[];
}

/**
 * The images that a lab can be made from: the one that the user chose, or all of Canonical's for Ubuntu 20.04. labnote takes the newest of
 * these. The standard support of Ubuntu 20.04 has ended, so the query must include deprecated images.
 *
 * @param ami an image's id, or `null` when the user chose none
 */
export const imageQuery = (ami: string | null): ImageQuery =>
  ami === null
    ? {
        owners: [CANONICAL],
        filters: [
          { name: "name", values: [`${NAME}*`] },
          { name: "architecture", values: ["x86_64"] },
          { name: "virtualization-type", values: ["hvm"] },
        ],
      }
    : { filters: [{ name: "image-id", values: [ami] }] };

/** What a host is made from, for people, by its image's name. */
export const baseOf = (imageName: string): string => (imageName.startsWith(NAME) ? UBUNTU : imageName);
