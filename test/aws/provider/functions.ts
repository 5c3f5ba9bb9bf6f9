import { DescribeImagesCommand, DescribeInstanceTypeOfferingsCommand, type LocationType } from "@aws-sdk/client-ec2";
import type { Context, Props } from "./kind.ts";
import { fromTags } from "./tags.ts";

interface Filter {
  name: string;
  values: string[];
}

/** A function of @pulumi/aws, as far as it is served. */
export interface Lookup<Arguments> {
  arguments: string[];
  call(args: Arguments, context: Context): Promise<Props>;
}

const toFilters = (filters: Filter[] = []) => filters.map(({ name, values }) => ({ Name: name, Values: values }));

interface GetAmi {
  owners?: string[];
  filters?: Filter[];
  includeDeprecated?: boolean;
  mostRecent?: boolean;
}

export const getAmi: Lookup<GetAmi> = {
  arguments: ["owners", "filters", "includeDeprecated", "mostRecent"],
  async call({ owners, filters, includeDeprecated = false, mostRecent = false }, { ec2 }) {
    const { Images = [] } = await ec2.send(
      new DescribeImagesCommand({ Owners: owners, Filters: toFilters(filters), IncludeDeprecated: includeDeprecated }),
    );
    const [image, other] = Images.toSorted((a, b) => (b.CreationDate ?? "").localeCompare(a.CreationDate ?? ""));
    if (image === undefined)
      throw new Error("Your query returned no results. Please change your search criteria and try again");
    if (other !== undefined && !mostRecent)
      throw new Error("Your query returned more than one result. Please try a more specific search criteria");
    return {
      id: image.ImageId,
      imageId: image.ImageId,
      name: image.Name,
      description: image.Description,
      architecture: image.Architecture,
      creationDate: image.CreationDate,
      deprecationTime: image.DeprecationTime,
      ownerId: image.OwnerId,
      rootDeviceName: image.RootDeviceName,
      rootDeviceType: image.RootDeviceType,
      state: image.State,
      virtualizationType: image.VirtualizationType,
      tags: fromTags(image.Tags),
      owners,
      filters,
      includeDeprecated,
      mostRecent,
    };
  },
};

interface GetInstanceTypeOfferings {
  filters?: Filter[];
  locationType?: LocationType;
}

export const getInstanceTypeOfferings: Lookup<GetInstanceTypeOfferings> = {
  arguments: ["filters", "locationType"],
  async call({ filters, locationType }, { ec2 }) {
    const { InstanceTypeOfferings = [] } = await ec2.send(
      new DescribeInstanceTypeOfferingsCommand({ Filters: toFilters(filters), LocationType: locationType }),
    );
    return {
      id: "offerings",
      instanceTypes: InstanceTypeOfferings.map(({ InstanceType }) => InstanceType),
      locations: InstanceTypeOfferings.map(({ Location }) => Location),
      locationTypes: InstanceTypeOfferings.map(({ LocationType }) => LocationType),
      filters,
      locationType,
    };
  },
};
