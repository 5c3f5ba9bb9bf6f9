/** Commands that print what is in files, where comments stand. */
export const showsText =
  /\b(?:cat|bat|head|tail|less|more|grep|sed|awk|sort|curl|wget|echo|printf|show|config|diff|crontab)\b/;
